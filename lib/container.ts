import { existsSync } from 'node:fs'

/** What Docker and Podman leave in each container. */
const MARKS = ['/.dockerenv', '/run/.containerenv']

/** Whether this process has a file system of its own, in which the person's files are not. */
export function isInContainer(): boolean {
  return MARKS.some((mark) => existsSync(mark))
}
