import type { Locator } from '@playwright/test';

/** What can be touched and is lower than a finger in a glove needs (44 px); a choice is as high as its line. */
export function tooSmall(box: Locator): Promise<string[]> {
  return box.evaluate((element) =>
    [...element.querySelectorAll<HTMLElement>('button, input, select, textarea, a')]
      .filter((target) => target.offsetParent !== null && !target.closest('.mantine-Switch-root'))
      .map((target) => ({
        target,
        height: (target.closest('.mantine-Radio-body') ?? target).getBoundingClientRect().height,
      }))
      .filter(({ height }) => height < 44)
      .map(({ target, height }) => `${target.tagName} ${target.textContent} ${height}`),
  );
}
