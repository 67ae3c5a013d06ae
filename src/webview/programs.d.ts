/** The program that the TypeScript file of the same name makes, as a text. */
declare module '*.program' {
  const program: string;
  export default program;
}
