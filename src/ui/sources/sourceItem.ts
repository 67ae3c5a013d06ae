import * as vscode from 'vscode';
import { countText } from '../../core/countText';
import { baseItem } from '../tree/resultItem';
import { ageInWords, counted } from '../wording';
import type { SourceModel } from './sourceModel';
import type {
  BranchNode,
  ItemNode,
  RefusalsNode,
  RefusedNode,
  SourceNode,
  SourceResultNode,
  SourceTreeNode,
} from './sourceNodes';
import { nodeId } from './sourceNodes';
import {
  hasUnread,
  hasUnreadIn,
  itemInWords,
  resultInWords,
  sourceFacts,
  sourceInWords,
} from './sourceText';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

/** How a node looks. Tooltips of results are made when they are asked for. */
export function sourceItem(node: SourceTreeNode, model: SourceModel): vscode.TreeItem {
  switch (node.kind) {
    case 'source':
      return itemOfSource(node, model);
    case 'branch':
      return itemOfBranch(node, model);
    case 'item':
      return itemOfFile(node, model);
    case 'result':
      return itemOfResult(node, model);
    case 'refusals':
      return itemOfRefusals(node, model);
    case 'refused':
      return itemOfRefused(node);
  }
}

function itemOfSource(node: SourceNode, { state }: SourceModel): vscode.TreeItem {
  const description = sourceInWords(
    state,
    vscode.workspace.asRelativePath(state.config.location, false),
  );
  return rowOf(node, {
    label: node.source,
    state: Expanded,
    icon: state.fault === undefined ? new vscode.ThemeIcon('folder-library') : warningIcon(),
    description,
    tooltip: sourceFacts(state),
    context: ['source', ...(hasUnread(state) ? ['unread'] : [])],
    said: `Source ${node.source}, ${description}`,
  });
}

function itemOfBranch(node: BranchNode, model: SourceModel): vscode.TreeItem {
  const { name, kind } = node.branch;
  const count = counted(model.resultsIn(node).length, 'result');
  return rowOf(node, {
    label: name,
    state: Collapsed,
    icon: new vscode.ThemeIcon(kind === 'folder' ? 'folder' : 'list-tree'),
    description: count,
    tooltip: kind === 'folder' ? node.branch.prefix : name,
    context: ['branch'],
    said: `${kind === 'folder' ? 'Folder' : 'Group'} ${name}, ${count}`,
  });
}

function itemOfFile(node: ItemNode, model: SourceModel): vscode.TreeItem {
  const reading = model.readingOf(node.inner);
  const description = itemInWords(reading);
  const unread = reading !== undefined && hasUnreadIn(reading) ? ['unread'] : [];
  const asks = reading?.question === undefined ? [] : ['asks'];
  return rowOf(node, {
    label: node.name,
    state: (reading?.results.length ?? 0) > 0 ? Collapsed : None,
    icon: reading?.fault === undefined ? new vscode.ThemeIcon('file') : warningIcon(),
    description,
    tooltip: [reading?.item.path ?? node.inner, description].join('\n'),
    context: ['item', ...unread, ...asks],
    said: `File ${node.name}, ${description}`,
  });
}

function itemOfResult(node: SourceResultNode, model: SourceModel): vscode.TreeItem {
  const { key, name } = node;
  const item = baseItem({ backend: 'sources', key }, name);
  const shown = model.resultOf(node);
  const reading = model.readingOf(node.inner);
  if (shown === undefined || reading === undefined) return item;
  const now = Date.now();
  const { fault, question } = reading;
  const words = resultInWords(shown, { label: name, now });
  item.description = fault === undefined ? words : `${fault} Before: ${words}`;
  if (fault !== undefined) item.iconPath = warningIcon();
  const unread = hasUnreadIn(reading) ? ['unread'] : [];
  const asks = question === undefined ? [] : ['asks'];
  item.contextValue = ['result', 'sources', ...unread, ...asks].join(' ');
  const facts = resultInWords(shown, { label: name }).replaceAll(' · ', ', ');
  const trouble = fault === undefined ? '' : `, cannot be read now: ${fault}`;
  const written = ageInWords(shown.head.updatedAt, now);
  item.accessibilityInformation = {
    label: `Result ${name}, ${facts}, written ${written}, in Sources${trouble}`,
  };
  return item;
}

function itemOfRefusals(node: RefusalsNode, { state }: SourceModel): vscode.TreeItem {
  const count = state.scan?.refused.length ?? 0;
  return rowOf(node, {
    label: `Not read (${countText(count)})`,
    state: Collapsed,
    icon: new vscode.ThemeIcon('circle-slash'),
    description: 'recognised, with the reasons',
    tooltip: 'Files of known tools that cannot be read',
    context: ['refusals', 'unread'],
    said: `${counted(count, 'file')} not read`,
  });
}

function itemOfRefused(node: RefusedNode): vscode.TreeItem {
  const { inner, path, reason } = node.refused;
  return rowOf(node, {
    label: inner,
    state: None,
    icon: new vscode.ThemeIcon('file'),
    description: reason,
    tooltip: [path, reason].join('\n'),
    context: ['refused'],
    said: `File ${inner}, not read: ${reason}`,
  });
}

interface Row {
  readonly label: string;
  readonly state: vscode.TreeItemCollapsibleState;
  readonly icon: vscode.ThemeIcon;
  readonly description: string;
  readonly tooltip: string;
  /** Words that menus ask for. */
  readonly context: readonly string[];
  /** What a screen reader says. */
  readonly said: string;
}

function rowOf(node: SourceTreeNode, row: Row): vscode.TreeItem {
  const item = new vscode.TreeItem(row.label, row.state);
  item.id = nodeId(node);
  item.iconPath = row.icon;
  item.description = row.description;
  item.tooltip = row.tooltip;
  item.contextValue = row.context.join(' ');
  item.accessibilityInformation = { label: row.said };
  return item;
}

function warningIcon(): vscode.ThemeIcon {
  return new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
}
