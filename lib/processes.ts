import { readFileSync } from 'node:fs'

/** Whether a process of this number runs on this computer, whoever it belongs to. */
export function isAlive(pid: number): boolean {
  try {
    // Signal 0 only asks.
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** When a process began, in the system's own words, which never come again; undefined where the system does not say. */
export function beginOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in parentheses may hold anything; the begin is the twentieth word behind it.
    const begin = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
    return begin && `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${begin}`
  } catch {
    return undefined
  }
}
