/** Whether an answer is still waited for after so many milliseconds. @throws what the answer rejects with before that. */
export function takesLonger(answer: Promise<unknown>, milliseconds: number): Promise<boolean> {
  const waited = new Promise<boolean>(resolve => setTimeout(resolve, milliseconds, true));
  return Promise.race([answer.then(() => false), waited]);
}
