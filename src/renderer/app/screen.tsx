import { Button, Loader } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { BlankState } from '../ui/blank-state';
import { ErrorBoundary } from '../ui/error-boundary';
import { Overview } from '../screens/overview/overview';
import { navigate, overviewPath } from './route';
import type { Route } from './route';
import { tr } from '../strings/translate';

const loadUnit = async () => ({ default: (await import('../screens/unit/unit-screen')).UnitScreen });
const loadBatches = async () => ({ default: (await import('../screens/batches/batches')).Batches });
const loadBatch = async () => ({ default: (await import('../screens/batches/batch-screen')).BatchScreen });
const loadCompare = async () => ({ default: (await import('../screens/compare/compare')).Compare });
const loadBatchCard = async () => ({ default: (await import('../screens/compare/batch-card')).BatchCard });
const loadConnections = async () => ({
  default: (await import('../screens/connections/connections')).Connections,
});
const loadSimulator = async () => ({
  default: (await import('../screens/simulator/simulator')).Simulator,
});
const loadAvailability = async () => ({
  default: (await import('../screens/availability/availability')).Availability,
});
const loadTransfer = async () => ({
  default: (await import('../screens/transfer/transfer')).Transfer,
});
const loadModels = async () => ({ default: (await import('../screens/models/models')).Models });
const loadTrain = async () => ({ default: (await import('../screens/train/train')).Train });
const loadReport = async () => ({ default: (await import('../screens/report/report')).Report });
const loadRecords = async () => ({ default: (await import('../screens/records/records')).Records });
const loadCalibration = async () => ({
  default: (await import('../screens/calibration/calibration')).Calibration,
});
const loadQuality = async () => ({ default: (await import('../screens/quality/quality')).Quality });
const loadPeople = async () => ({ default: (await import('../screens/people/people')).People });
const loadAlarms = async () => ({ default: (await import('../screens/alarms/alarms')).Alarms });
const loadAudit = async () => ({ default: (await import('../screens/audit/audit')).Audit });
const loadBatchRecord = async () => ({
  default: (await import('../screens/batch-record/batch-record')).BatchRecord,
});
const loadWorkspace = async () => ({
  default: (await import('../screens/workspace/workspace')).Workspace,
});
const loadHandbook = async () => ({ default: (await import('../screens/handbook/handbook')).Handbook });
const loadShift = async () => ({ default: (await import('../screens/shift/shift-report')).ShiftReport });
const loadField = async () => ({ default: (await import('../screens/field/field')).Field });
const loadSystem = async () => ({ default: (await import('../screens/system/system')).System });

const UnitScreen = lazy(loadUnit);
const Batches = lazy(loadBatches);
const BatchScreen = lazy(loadBatch);
const Compare = lazy(loadCompare);
const BatchCard = lazy(loadBatchCard);
const Connections = lazy(loadConnections);
const Simulator = lazy(loadSimulator);
const Availability = lazy(loadAvailability);
const Transfer = lazy(loadTransfer);
const Models = lazy(loadModels);
const Train = lazy(loadTrain);
const Report = lazy(loadReport);
const Calibration = lazy(loadCalibration);
const Quality = lazy(loadQuality);
const People = lazy(loadPeople);
const Alarms = lazy(loadAlarms);
const Audit = lazy(loadAudit);
const BatchRecord = lazy(loadBatchRecord);
const Field = lazy(loadField);
const System = lazy(loadSystem);
const Handbook = lazy(loadHandbook);
const ShiftReport = lazy(loadShift);
const Workspace = lazy(loadWorkspace);
const Records = lazy(loadRecords);

/** Fetches every screen ahead of its use: a page that lost its station must still be able to show them. */
export async function fetchScreens(): Promise<void> {
  await Promise.allSettled([
    loadUnit(),
    loadBatches(),
    loadBatch(),
    loadCompare(),
    loadBatchCard(),
    loadConnections(),
    loadSimulator(),
    loadAvailability(),
    loadTransfer(),
    loadModels(),
    loadTrain(),
    loadReport(),
    loadCalibration(),
    loadQuality(),
    loadPeople(),
    loadAlarms(),
    loadAudit(),
    loadBatchRecord(),
    loadField(),
    loadSystem(),
    loadHandbook(),
    loadShift(),
    loadWorkspace(),
    loadRecords(),
  ]);
}

/** The screen a route names; a fault in one stays in it. */
export function Screen({ route }: { readonly route: Route }) {
  return (
    <ErrorBoundary key={screenKey(route)} what={tr('This screen')}>
      <Suspense fallback={<ScreenLoading />}>
        <Chosen route={route} />
      </Suspense>
    </ErrorBoundary>
  );
}

function Chosen({ route }: { readonly route: Route }) {
  switch (route.screen) {
    case 'overview':
      return <Overview />;
    case 'unit':
      return <UnitScreen unitId={route.unitId} />;
    case 'batches':
      return <Batches part={route.part} />;
    case 'batch':
      return <BatchScreen batchId={route.batchId} />;
    case 'compare':
      return <Compare part={route.part} />;
    case 'batch-card':
      return <BatchCard batchId={route.batchId} />;
    case 'connections':
      return <Connections selected={route.connectionId} />;
    case 'simulator':
      return <Simulator selected={route.unitId} />;
    case 'availability':
      return <Availability selected={route.unitId} />;
    case 'data':
      return <Transfer part={route.part} />;
    case 'models':
      return <Models model={route.model} />;
    case 'train':
      return <Train jobId={route.jobId} />;
    case 'report':
      return <Report model={route.model} />;
    case 'calibration':
      return <Calibration runId={route.runId} />;
    case 'quality':
      return <Quality id={route.itemId} />;
    case 'people':
      return <People />;
    case 'alarms':
      return <Alarms part={route.part} />;
    case 'audit':
      return <Audit />;
    case 'batch-record':
      return <BatchRecord batchId={route.batchId} />;
    case 'field':
      return <Field part={route.part} path={route.query.get('path') ?? ''} />;
    case 'system':
      return <System />;
    case 'handbook':
      return <Handbook pageId={route.pageId} />;
    case 'shift':
      return <ShiftReport />;
    case 'workspace':
      return <Workspace layoutId={route.layoutId} />;
    case 'records':
      return <Records batchId={route.batchId} part={route.part} />;
    case 'unknown':
      break;
  }
  return (
    <BlankState icon={IconMapOff} title={tr('There is no screen at this address')}>
      <p className="bt-mono">{route.path}</p>
      <Button onClick={() => navigate(overviewPath)}>{tr('Overview')}</Button>
    </BlankState>
  );
}

function screenKey(route: Route): string {
  if (route.screen === 'unit') return `unit ${route.unitId}`;
  if (route.screen === 'report') return `report ${route.model.name} ${route.model.version}`;
  if (route.screen === 'batch-record') return `batch-record ${route.batchId}`;
  return route.screen === 'batch' ? `batch ${route.batchId}` : route.screen;
}

function ScreenLoading() {
  return (
    <div className="bt-blocked" role="status" aria-busy aria-label={tr('Loading')}>
      <Loader m="auto" size="sm" color="gray" />
    </div>
  );
}
