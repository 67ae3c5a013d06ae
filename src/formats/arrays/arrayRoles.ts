import type { JsonObject } from '../../core/json';
import type { Column } from '../../core/column';
import type { Roles } from '../format';
import { applyRoles } from '../roles/applyRoles';
import type { ArrangedArrays } from './arrangeArrays';
import { pymooConvention } from './customaryNames';

/** Columns with their roles, and what was taken for granted of them. */
export interface ArrayRoles {
  readonly columns: readonly Column[];
  readonly notes: readonly string[];
  readonly assumed: JsonObject;
}

/**
 * Roles by pymoo's convention where names follow it, else as chosen or proposed.
 * @throws {FormatError} when `roles` does not fit.
 */
export function arrayRoles(
  file: string,
  { columns, hasRoles }: ArrangedArrays,
  roles: Roles | undefined,
): ArrayRoles {
  if (hasRoles) return { columns, ...pymooConvention(columns) };
  return { notes: [], ...applyRoles(file, columns, roles) };
}
