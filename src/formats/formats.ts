import { amltk } from './amltk';
import { ax } from './ax';
import { axData } from './axData';
import { coco } from './coco';
import { csv } from './csv';
import { dakotaHdf5 } from './dakotaHdf5';
import { dakotaTabular } from './dakotaTabular';
import { deepcave } from './deepcave';
import { deepcaveCsv } from './deepcaveCsv';
import { featherFile } from './featherFile';
import type { FolderFormat, Format } from './format';
import { front } from './front';
import { gemseoHdf5 } from './gemseoHdf5';
import { hiplot } from './hiplot';
import { hyperopt } from './hyperopt';
import { jsonLines } from './jsonLines';
import { mlflow } from './mlflow';
import { hpBandSter } from './hpBandSter';
import { moeaFramework } from './moeaFramework';
import { iohProfiler } from './iohProfiler';
import { nevergrad } from './nevergrad';
import { npy } from './npy';
import { npz } from './npz';
import { openMdao } from './openMdao';
import { optunaCsv } from './optunaCsv';
import { optunaJournal } from './optunaJournal';
import { optiscopeJson } from './optiscopeJson';
import { optunaSqlite } from './optunaSqlite';
import { parquet } from './parquet';
import { pickle } from './pickle';
import { platypus } from './platypus';
import { pymooJson } from './pymooJson';
import { rayTune } from './rayTune';
import { scipyResult } from './scipyResult';
import { smac } from './smac';
import { wandb } from './wandb';
import { xopt } from './xopt';

/** Every format whose results are files. */
export const formats: readonly Format[] = [
  iohProfiler,
  coco,
  xopt,
  ax,
  axData,
  hiplot,
  hyperopt,
  scipyResult,
  featherFile,
  optiscopeJson,
  optunaSqlite,
  optunaJournal,
  optunaCsv,
  dakotaTabular,
  dakotaHdf5,
  gemseoHdf5,
  npy,
  npz,
  pymooJson,
  openMdao,
  front,
  smac,
  hpBandSter,
  parquet,
  deepcave,
  deepcaveCsv,
  moeaFramework,
  platypus,
  jsonLines,
  amltk,
  nevergrad,
  csv,
  pickle,
];

/** Every format whose runs are folders. */
export const folderFormats: readonly FolderFormat[] = [rayTune, mlflow, wandb];
