import { readStudies, studyResult } from './dakota/studyResult';
import type { DakotaStudy } from './dakota/studyResult';
import type {
  Detection,
  Format,
  ImportedResult,
  ReadOptions,
  RoleProposal,
  SourceFile,
} from './format';
import { soundOutline } from './hdf5/hdf5Outline';
import { readHdf5 } from './hdf5/openHdf5';
import type { AssignedRoles } from './roles/applyRoles';
import { applyTogether, proposeTogether } from './roles/askedTogether';

/** Dakota's results in HDF5: the evaluations of each interface for each model, or of models where they say more. */
export const dakotaHdf5: Format = {
  id: 'dakota-hdf5',
  title: 'Dakota results (HDF5)',
  holds: 'many',
  detect,
  propose,
  read,
};

async function detect(file: SourceFile): Promise<Detection | undefined> {
  const outline = await soundOutline(file);
  const isDakota =
    outline?.attributes.includes('dakota_version') === true &&
    ['interfaces', 'models', 'methods'].some(name => outline.groups.has(name));
  return isDakota ? { confidence: 0.95 } : undefined;
}

async function propose(file: SourceFile): Promise<RoleProposal | undefined> {
  return proposeTogether((await studiesIn(file)).map(({ columns }) => columns));
}

async function read(file: SourceFile, { roles }: ReadOptions): Promise<readonly ImportedResult[]> {
  const studies = await studiesIn(file);
  const columns = studies.map(study => study.columns);
  const assigned = applyTogether(file.name, columns, roles);
  return studies.map((study, index) =>
    studyResult(file.name, study, assigned[index] as AssignedRoles),
  );
}

function studiesIn(file: SourceFile): Promise<readonly DakotaStudy[]> {
  return readHdf5(file, reader => readStudies(file.name, reader));
}
