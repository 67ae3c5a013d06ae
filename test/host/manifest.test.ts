import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extensionApi } from './support/extensionApi';

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly { command: string; title: string; category: string }[];
    readonly views: { readonly optiscope: readonly { id: string; icon: string }[] };
    readonly menus: Readonly<
      Record<string, readonly { command: string; when?: string; group?: string }[]>
    >;
    readonly keybindings: readonly { command: string }[];
    readonly customEditors: readonly {
      viewType: string;
      priority: string;
      selector: readonly { filenamePattern: string }[];
    }[];
    readonly viewsWelcome: readonly { view: string; contents: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { default: unknown }>> };
  };
}

describe('The manifest', () => {
  let manifest: Manifest;
  let registered: readonly string[];

  before(async () => {
    await extensionApi();
    manifest = vscode.extensions.getExtension('optiscope.optiscope')?.packageJSON as Manifest;
    registered = (await vscode.commands.getCommands(true)).filter(
      id => id.startsWith('optiscope.') && !isFromView(id),
    );
  });

  /** VS Code itself makes commands such as `optiscope.primary.focus` for every view. */
  function isFromView(id: string): boolean {
    return manifest.contributes.views.optiscope.some(view => id.startsWith(`${view.id}.`));
  }

  it('names exactly the commands that are registered', () => {
    const named = manifest.contributes.commands.map(({ command }) => command);
    assert.deepEqual([...named].sort(), [...registered].sort());
  });

  it('puts every command into one category, with a title in title case', () => {
    for (const { command, title, category } of manifest.contributes.commands) {
      assert.equal(category, 'OptiScope', command);
      assert.match(title, /^[A-Z]/, command);
    }
  });

  it('refers in menus, keybindings and welcome texts only to commands that exist', () => {
    const { menus, keybindings, viewsWelcome } = manifest.contributes;
    const links = viewsWelcome.flatMap(({ contents }) =>
      [...contents.matchAll(/command:([\w.]+)/g)].map(match => match[1] ?? ''),
    );
    const used = [...Object.values(menus).flat(), ...keybindings].map(({ command }) => command);
    for (const command of [...used, ...links]) assert.ok(registered.includes(command), command);
  });

  it('offers to open a file in the explorer, and leaves the default to others', () => {
    const [editor, ...others] = manifest.contributes.customEditors;
    assert.deepEqual(others, []);
    assert.equal(editor?.priority, 'option');
    assert.deepEqual(
      editor.selector.map(({ filenamePattern }) => filenamePattern),
      ['*.arrow', '*.feather', '*.parquet'],
    );
  });

  it('leads from the metadata to the explorer and back, and restores panels at once', () => {
    const title = manifest.contributes.menus['editor/title'] ?? [];
    // VS Code puts quotes around values.
    const when = (command: string) =>
      title.find(entry => entry.command === command)?.when?.replaceAll("'", '');
    assert.equal(when('optiscope.openInExplorer'), 'resourceScheme == optiscope');
    assert.equal(when('optiscope.openResult'), 'activeWebviewPanelId == optiscope.explorer');
    for (const panel of ['explorer', 'compare']) {
      assert.ok(manifest.activationEvents.includes(`onWebviewPanel:optiscope.${panel}`), panel);
    }
  });

  it('lists no command twice in one place of a menu', () => {
    for (const [menu, entries] of Object.entries(manifest.contributes.menus)) {
      const places = entries.map(({ command, when = '', group = '' }) =>
        [command, when, group.replace(/@.*/, '')].join(' | '),
      );
      assert.equal(new Set(places).size, places.length, menu);
    }
  });

  it('gives every setting a default that is not null', () => {
    for (const [name, { default: value }] of Object.entries(
      manifest.contributes.configuration.properties,
    )) {
      assert.notEqual(value ?? undefined, undefined, name);
    }
  });
});
