/** Marks the lines of the tests among everything else that a VS Code writes to its console. */
export const linePrefix = '[host test] ';
