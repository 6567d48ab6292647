import { chmodSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { explainWriteError, makeFolderSync } from '@/lib/durable-file'

/** Makes the state folder. Answers why it can't be one, in one sentence; undefined when files can be written there. */
export function whyNotStateFolder(directory: string): string | undefined {
  const probe = path.join(directory, `.probe.${process.pid}`)

  try {
    if (statSync(directory, { throwIfNoEntry: false })?.isFile()) {
      return `The state folder ${directory} is a file, so name another one with SLIPWAY_STATE_DIR.`
    }
    makeFolderSync(directory)
    const others = whoElseWrites(directory)

    // Where others write, a file of that name may be a link to one of ours.
    if (others === undefined) {
      writeFileSync(probe, '', { mode: 0o600, flag: 'wx' })
      rmSync(probe)
    }
    return others
  } catch (error) {
    const [why] = explainWriteError(error).split('. ')
    return `The state folder ${directory} can't be written (${why}), so name another one with SLIPWAY_STATE_DIR.`
  }
}

const [OTHERS_WRITE, EVERYBODY_WRITES, STICKY] = [0o022, 0o002, 0o1000]

/** Whoever writes to the folder can put a link of their own there and sign in. One of ours is closed to them; any other is refused. */
function whoElseWrites(directory: string): string | undefined {
  const { uid, mode } = statSync(directory)
  const self = process.getuid?.()

  // Windows has no modes. A folder with the sticky bit is meant for everybody, like /tmp, whoever owns it.
  if (self === undefined) {
    return undefined
  }
  if ((mode & EVERYBODY_WRITES) !== 0 && (uid !== self || (mode & STICKY) !== 0)) {
    return refusal(directory, 'everybody may write there')
  }
  // In containers, root is given the folders of others, and others those of root.
  if (uid !== self && uid !== 0 && self !== 0) {
    return refusal(directory, 'it belongs to another user')
  }
  if (uid === self && (mode & OTHERS_WRITE) !== 0) {
    chmodSync(directory, mode & 0o7777 & ~OTHERS_WRITE)
  }
  return undefined
}

function refusal(directory: string, why: string): string {
  const own = path.join(directory, 'slipway')
  return `The state folder ${directory} would let others sign in (${why}), so use one of your own, like SLIPWAY_STATE_DIR=${own}.`
}
