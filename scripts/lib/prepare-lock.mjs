// One process at a time installs or builds in a folder. Plain JavaScript on Node's own modules, as prepare.mjs.
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'

const LOOK_EVERY_MS = 200
/** No install and no build takes so long: another process has the number of one that is gone. */
const MOST_MS = 30 * 60_000

/** Runs the work when nobody else does such; waits for whoever does, and tells `onWait` once, with its process number. */
export function alone(lock, work, onWait) {
  let isTold = false

  while (!take(lock)) {
    const holder = holderOf(lock)

    if (holder === undefined) {
      dropStale(lock)
    } else if (!isTold) {
      isTold = true
      onWait(holder)
    }
    pause()
  }
  const release = () => rmSync(lock, { force: true })
  process.once('exit', release)

  try {
    return work()
  } finally {
    process.off('exit', release)
    release()
  }
}

/** True where nothing can be written, too: there is nothing to guard then, and the work says what is wrong. */
function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    return error.code !== 'EEXIST'
  }
}

/** The process that has the lock; undefined when it is gone, and what it left is stale. 0: it is about to write its number. */
function holderOf(lock) {
  try {
    const ageMs = Date.now() - statSync(lock).mtimeMs
    const pid = Number(readFileSync(lock, 'utf8'))

    if (!Number.isInteger(pid) || pid <= 0) {
      return ageMs < 5 * LOOK_EVERY_MS ? 0 : undefined
    }
    return ageMs < MOST_MS && isAlive(pid) ? pid : undefined
  } catch (error) {
    if (error.code === 'ENOENT') {
      return 0
    }
    throw error
  }
}

/** Of several that find it stale, one moves it away; one that comes too late, and moved a new lock, puts that back. */
function dropStale(lock) {
  const aside = `${lock}.${process.pid}`

  try {
    renameSync(lock, aside)
  } catch (error) {
    if (error.code === 'ENOENT') {
      return
    }
    throw error
  }
  if (holderOf(aside) === undefined) {
    rmSync(aside, { force: true })
  } else {
    renameSync(aside, lock)
  }
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function pause() {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_EVERY_MS)
}
