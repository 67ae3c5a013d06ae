import { describeBackend } from './backendContract';
import { allPlaceKinds, describeWhatIsMissing } from './support/places';

for (const { name, makePlace, isShared } of allPlaceKinds) {
  describeBackend(name, makePlace, { isShared, isWatched: isShared });
}

describe('The contract of backends', describeWhatIsMissing);
