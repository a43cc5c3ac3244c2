import { JobPage } from './job-page';
import { JobList } from './job-list';
import { PlanForm } from './plan-form';
import './train.css';

/** Where models are trained: a plan, what is known of it, and the trainings there were. */
export function Train({ jobId }: { readonly jobId: string | null }) {
  if (jobId !== null) return <JobPage key={jobId} id={jobId} />;
  return (
    <div className="bt-page bt-train">
      <PlanForm />
      <JobList />
    </div>
  );
}
