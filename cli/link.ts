import path from 'node:path'
import type { Verb } from '@/cli/shared/verb'
import { stateDirectory } from '@/lib/auth/secret'
import { FRESH_LINK_MS, makeLinkToken } from '@/lib/auth/sign-in/link-token'
import { formatDuration } from '@/lib/format/duration'
import { AppError } from '@/lib/result'
import { findOwner } from '@/scripts/lib/owner-lock'

const NOTES = `
The link works once, within ${formatDuration(FRESH_LINK_MS)}, whatever way of signing in is set up. It goes to standard output.`

export const link: Verb = (command) =>
  void command.addHelpText('after', NOTES).action(() => {
    const directory = stateDirectory()
    const owner = findOwner(path.join(directory, 'practice.json'))

    if (!owner?.url) {
      throw new AppError({
        code: 'not-found',
        message: `No console runs with the state folder ${directory}.`,
        remedy: 'Start one with npm start, or name its folder with SLIPWAY_STATE_DIR.',
      })
    }
    process.stdout.write(`${owner.url}/sign-in#token=${makeLinkToken(directory)}\n`)
  })
