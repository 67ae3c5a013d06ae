/** The environment variable that names the file to which the module in the extension host writes its figure. */
export const figureFile = 'OPTISCOPE_BENCH_FIGURE';
