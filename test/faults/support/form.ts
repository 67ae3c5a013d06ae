/** Environment variable: `full` for every step and hundreds of kills; anything else is the bounded form of `npm test`. */
export const formVariable = 'OPTISCOPE_FAULTS';

/**
 * Environment variable with the number that all random choices start from. Without it the bounded form makes the same ones
 * each time, so that a change is what broke a test that breaks; the full form draws a new one.
 */
export const seedVariable = 'OPTISCOPE_FAULTS_SEED';

/** Environment variable: `node:sqlite` leaves out what does not depend on that engine and has run on another Node.js. */
export const onlyVariable = 'OPTISCOPE_FAULTS_ONLY';

export const isFull = process.env[formVariable] === 'full';

/** Printed in the titles of the tests that use it. */
export const seed = Number(process.env[seedVariable] ?? (isFull ? newSeed() : 1));

/** The one of two amounts that fits the form. */
export function amount({ bounded, full }: { readonly bounded: number; readonly full: number }) {
  return isFull ? full : bounded;
}

export function newSeed(): number {
  return Math.floor(Math.random() * 1e9);
}
