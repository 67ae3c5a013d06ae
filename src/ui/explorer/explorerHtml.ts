import type * as vscode from 'vscode';

/** The pages that panels show, as their programs are called. */
export type PageName = 'explorer' | 'compare';

/** What the page of a panel is made from. */
export interface PageParts {
  readonly webview: vscode.Webview;
  /** What the page shows: the name of the program's element. */
  readonly page: PageName;
  /** URIs of the built program and of its style. */
  readonly program: vscode.Uri;
  readonly style: vscode.Uri;
}

/**
 * The page of a panel: nothing but the program and its style, under a policy that lets neither text of a result nor
 * anybody's script run. All else is drawn by the program.
 */
export function explorerHtml({ webview, page, program, style }: PageParts): string {
  const nonce = crypto.randomUUID();
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `img-src ${webview.cspSource} data: blob:`,
    `font-src ${webview.cspSource}`,
    // The page makes its workers from its own text.
    `worker-src blob:`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1.0">
<link rel="stylesheet" nonce="${nonce}" href="${style.toString()}">
<title>OptiScope</title>
</head>
<body>
<main id="${page}"></main>
<script type="module" nonce="${nonce}" src="${program.toString()}"></script>
</body>
</html>`;
}
