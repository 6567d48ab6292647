import { createHash, randomBytes } from 'node:crypto'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { checkConfiguration } from '@/lib/auth/configuration'
import { openAddresses } from '@/lib/auth/door/base-url'
import { makeLinkToken } from '@/lib/auth/sign-in/link-token'
import { usualStateFolder } from '@/lib/bridge/program'
import { choosePort, env, isPortChosen, keepStateIn, type PracticePlace } from '@/lib/env'
import { isLoopback } from '@/lib/loopback'
import { root } from '@/scripts/lib/root.mjs'
import { isInstalled } from './lib/console.mjs'
import { startConsole } from './lib/console-process'
import { openFileLimit, whyTooFewFiles } from './lib/open-files'
import { openLink } from './lib/open-link'
import { holdOther, isFreeForBoth } from './lib/other-family'
import { nameOwner, takeLock } from './lib/owner-lock'
import { dropPracticePlace } from './lib/practice-place'
import { say } from './lib/say.mjs'
import { whyNotStateFolder } from './lib/state-folder'
import { passOnVisibly } from './lib/visible-output'

const isDev = process.argv.includes('--dev')
/** A clone's `npm start` is run again and again, and a browser that opens each time is a nuisance. */
const opens = isInstalled && !process.argv.includes('--no-open')
const START = isInstalled ? 'slipway' : 'npm start'
/** How many ports after the usual one are tried. */
const OTHER_PORTS = 20

/** Starts the practice account and Next in front of it, and prints how to sign in. */
async function serve() {
  takeOptions()
  checkOrExit()
  const stateDir = path.resolve(root, env().SLIPWAY_STATE_DIR)
  const stateFile = path.join(stateDir, 'practice.json')
  const lock = await ownOrJoin(stateDir, stateFile)
  await takeFreePort()
  lock.announce(openAddresses(env())[0] ?? '')
  // Before anybody is told where the console is.
  const held = await holdOther(env().PORT, env().SLIPWAY_HOST).catch(portIsGone)
  const signIn = signInLink()
  const { child, practice } = await startConsole({ stateDir, stateFile, isDev, hash: signIn?.hash })

  child.stdout?.on('data', (chunk: Buffer) => {
    if (chunk.includes('Ready in')) {
      practice.then((started) => announce(signIn?.path, started))
    }
  })
  if (child.stderr) {
    passOnVisibly(child.stderr, process.stderr)
  }
  const stop = (signal: NodeJS.Signals) => child.kill(signal)
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  process.on('SIGHUP', () => stop('SIGTERM'))
  // Not `exit`: the last words are still on their way then.
  child.on('close', async (code) => {
    held?.close()
    dropPracticePlace(stateDir)
    await practice.then((started) => started?.close()).catch(() => undefined)
    process.exit(code ?? 0)
  })
  practice.catch((error: unknown) => {
    say(`the practice account did not start. ${error instanceof Error ? error.message : String(error)}`)
    child.kill('SIGTERM')
  })
}

/** `--port` and `--state-dir` say what PORT and SLIPWAY_STATE_DIR do, for one start. */
function takeOptions() {
  try {
    const { values } = parseArgs({
      options: {
        dev: { type: 'boolean' },
        'no-open': { type: 'boolean' },
        port: { type: 'string' },
        'state-dir': { type: 'string' },
      },
    })
    keepStateIn(values['state-dir'] && path.resolve(values['state-dir']), usualStateFolder(root))
    if (values.port !== undefined) {
      choosePort(Number(values.port))
    }
  } catch (error) {
    say(
      `${error instanceof Error ? error.message : String(error)} Usage: ${START} [--port 3000] [--state-dir FOLDER] [--no-open]`,
    )
    process.exit(1)
  }
}

/** What is wrong with the configuration stops the start, in a sentence: nobody gets a link to a console that can't work. */
function checkOrExit() {
  try {
    const folder = path.resolve(root, env().SLIPWAY_STATE_DIR)
    const problem = whyTooFewFiles(openFileLimit()) ?? whyNotStateFolder(folder)

    if (problem !== undefined) {
      throw new Error(problem)
    }
    checkConfiguration(env())
  } catch (error) {
    say(error instanceof Error ? error.message : String(error))
    process.exit(1)
  }
}

/** Two consoles on one folder would overwrite each other's practice account: the second one leads to the first. */
async function ownOrJoin(stateDir: string, stateFile: string) {
  const taken = takeLock(stateFile, openAddresses(env())[0] ?? '')

  if (!('owner' in taken)) {
    return taken
  }
  const { owner } = taken

  if (owner.url === '') {
    say(`this folder's practice account is in use by ${nameOwner(owner)}. Nothing was started.`)
    say(`use that one, or stop it; or start a second one beside it: SLIPWAY_STATE_DIR=.slipway-2 ${START}`)
    process.exit(1)
  }
  const address = byLink() ? `${owner.url}/sign-in#token=${makeLinkToken(stateDir)}` : owner.url
  say(`a console runs already, as ${nameOwner(owner)}. This one leads there; a second one wants a folder of its own:`)
  say(`SLIPWAY_STATE_DIR=.slipway-2 PORT=3001 ${START}`)
  say(`open this link once to sign in:\n\n  ${address}\n`)
  await openLink(stateDir, address, opens)
  process.exit(0)
}

/** The usual port may be somebody else's: then the next one that is free. One that was asked for is taken or nothing is. */
async function takeFreePort() {
  const { PORT, SLIPWAY_HOST } = env()

  if (await isFreeForBoth(PORT, SLIPWAY_HOST)) {
    return
  }
  for (let port = PORT + 1; port <= PORT + OTHER_PORTS && !isPortChosen(); port++) {
    if (await isFreeForBoth(port, SLIPWAY_HOST)) {
      say(`port ${PORT} is in use, so this is on ${port}. PORT chooses another one.`)
      choosePort(port)
      return
    }
  }
  say(`port ${PORT} is in use. Stop what uses it, or choose another one: PORT=${PORT + 1} ${START}`)
  process.exit(1)
}

function portIsGone(): never {
  say(`port ${env().PORT} was taken in this moment. Start again.`)
  process.exit(1)
}

function byLink(): boolean {
  return !(env().SLIPWAY_PASSWORD || env().SLIPWAY_OIDC_ISSUER)
}

/** A link that signs in once. The token stays in the fragment, so no server ever logs it; Next knows only its hash. */
function signInLink(): { path: string; hash: string } | undefined {
  if (!byLink()) {
    return undefined
  }
  const token = randomBytes(32).toString('base64url')
  return { path: `/sign-in#token=${token}`, hash: createHash('sha256').update(token).digest('hex') }
}

function announce(signInPath: string | undefined, practice: PracticePlace | undefined) {
  const { SLIPWAY_HOST, SLIPWAY_AWS, SLIPWAY_STATE_DIR } = env()
  const addresses = openAddresses(env())

  if (practice !== undefined) {
    say(`practice account at ${practice.url}${SLIPWAY_AWS ? '' : ' (chosen when no AWS credentials resolve)'}`)
  }
  if (!isLoopback(SLIPWAY_HOST) && addresses.some((address) => address.startsWith('http:'))) {
    say(
      'this is plain http: whoever is on the way can read along. Put TLS in front, and its address into NEXTAUTH_URL.',
    )
  }
  say(
    signInPath
      ? `open this link once to sign in:\n\n  ${addresses[0]}${signInPath}\n`
      : `serving at ${addresses.join(', ')}`,
  )
  openLink(path.resolve(root, SLIPWAY_STATE_DIR), `${addresses[0]}${signInPath ?? ''}`, opens)
}

await serve()
