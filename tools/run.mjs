import { spawn } from 'node:child_process';
import { root } from './node-24.mjs';

/**
 * Runs a program to its end, its output being ours. Interrupts are the child's to act on: it shares our terminal.
 * @returns {Promise<number>} its exit code; 1 where a signal ended it
 */
export async function run(command, args, options = {}) {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
  const release = passSignals(child);
  const code = await new Promise((resolve) => {
    child.once('exit', (exitCode) => resolve(exitCode ?? 1));
    child.once('error', (problem) => {
      console.error(`${command} could not be started: ${problem.message}`);
      resolve(1);
    });
  });
  release();
  return code;
}

/**
 * Passes on what asks us to end and lets the child end first. An interrupt typed at a terminal reaches it by itself.
 * @returns what stops doing so
 */
export function passSignals(child) {
  const onInterrupt = () => process.stdin.isTTY || child.kill('SIGINT');
  const onTerm = () => child.kill('SIGTERM');
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onTerm);
  process.on('SIGHUP', onTerm);
  return () => {
    process.off('SIGINT', onInterrupt);
    process.off('SIGTERM', onTerm);
    process.off('SIGHUP', onTerm);
  };
}
