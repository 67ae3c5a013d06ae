import type * as vscode from 'vscode';
import { isPlainObject } from '../../core/json';
import type { Roles } from '../../formats/format';
import type { RememberedRoles } from '../../sources/sourceReader';

const key = 'optiscope.roles';

/** The oldest go first: nobody has more kinds of files than this in use. */
const mostKinds = 200;

/** What was chosen for files that do not say what their columns are for, so that it is asked once for each kind of file. */
export class RoleMemory {
  constructor(private readonly memento: vscode.Memento) {}

  get all(): RememberedRoles {
    const stored = this.memento.get<unknown>(key);
    return isPlainObject(stored) ? (stored as RememberedRoles) : {};
  }

  /** @param kind as `fileKind` names it. */
  async remember(kind: string, roles: Roles): Promise<void> {
    const { [kind]: _, ...others } = this.all;
    const kept = Object.entries(others).slice(1 - mostKinds);
    await this.memento.update(key, Object.fromEntries([...kept, [kind, roles]]));
  }
}
