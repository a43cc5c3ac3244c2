import type { Rooms } from './rooms';
import { guarded } from './who';

/** Trainings, and the way of the trainer to them. */
export function trainingVerbs({ models }: Rooms) {
  const { desk } = models;
  const os = guarded.training;
  return {
    options: os.options.handler(() => models.options()),
    check: os.check.handler(({ input }) => models.check(input)),
    start: os.start.handler(({ input }) => models.start(input)),
    list: os.list.handler(() => desk.list()),
    progress: os.progress.handler(({ input }) => desk.job(input.id)),
    cancel: os.cancel.handler(({ input }) => desk.cancel(input.id)),
    resume: os.resume.handler(({ input }) => desk.resume(input.id)),
    next: os.next.handler(({ input, signal }) => desk.next(input.waitMs, signal)),
    brought: os.brought.handler(({ input }) => {
      desk.brought(input);
      return { ok: true };
    }),
    report: os.report.handler(({ input }) => desk.report(input)),
    countEvaluation: os.countEvaluation.handler(({ input }) =>
      desk.countEvaluation(input.jobId, input.holdOut),
    ),
  };
}
