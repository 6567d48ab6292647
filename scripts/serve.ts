import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import path from 'node:path'
import { checkConfiguration } from '@/lib/auth/configuration'
import { openAddresses } from '@/lib/auth/door/base-url'
import { explainWriteError } from '@/lib/durable-file'
import { env, type PracticePlace } from '@/lib/env'
import { isLoopback } from '@/lib/loopback'
import { startPractice } from '@/lib/practice/server/start'
import { root } from '@/scripts/lib/root.mjs'
import { isFree, keepPort, keptPort } from './lib/kept-port'
import { openFileLimit, whyTooFewFiles } from './lib/open-files'
import { nameOwner, takeLock } from './lib/owner-lock'
import { dropPracticePlace, writePracticePlace } from './lib/practice-place'
import { nextBin, say } from './lib/prepare.mjs'
import { whyNotStateFolder } from './lib/state-folder'
import { passOnVisibly } from './lib/visible-output'

const PRACTICE_PORT = 4566

/** Starts the practice account and Next in front of it, and prints how to sign in. */
async function serve() {
  checkOrExit()
  const { PORT, SLIPWAY_HOST, SLIPWAY_STATE_DIR } = env()
  const stateDir = path.resolve(root, SLIPWAY_STATE_DIR)
  const stateFile = path.join(stateDir, 'practice.json')
  ownOrExit(stateFile, openAddresses(env())[0] ?? '')

  if (!(await isFree(PORT, SLIPWAY_HOST))) {
    say(`port ${PORT} is in use. Stop what uses it, or choose another one: PORT=3001 npm start`)
    process.exit(1)
  }
  const practice = await practiceAccount(stateDir, stateFile)
  const signIn = signInLink()
  const child = spawn(process.execPath, nextArguments(PORT, SLIPWAY_HOST), {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      // React's server condition is for the launcher alone; Next sets its own.
      NODE_OPTIONS: '',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      NEXT_TELEMETRY_DISABLED: '1',
      SLIPWAY_STATE_DIR: stateDir,
      ...(practice
        ? {
            SLIPWAY_PRACTICE_URL: practice.url,
            SLIPWAY_PRACTICE_ACCESS_KEY_ID: practice.accessKeyId,
            SLIPWAY_PRACTICE_SECRET_ACCESS_KEY: practice.secretAccessKey,
          }
        : {}),
      ...(signIn ? { SLIPWAY_SIGN_IN_TOKEN_HASH: signIn.hash } : {}),
    },
  })

  child.stdout.on('data', (chunk: Buffer) => {
    if (chunk.includes('Ready in')) {
      announce(signIn?.path, practice?.url)
    }
  })
  passOnVisibly(child.stderr, process.stderr)
  const stop = (signal: NodeJS.Signals) => child.kill(signal)
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  process.on('SIGHUP', () => stop('SIGTERM'))
  // Not `exit`: the last words are still on their way then.
  child.on('close', async (code) => {
    dropPracticePlace(stateDir)
    await practice?.close()
    process.exit(code ?? 0)
  })
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

/** None where only the default credential chain is wanted. */
async function practiceAccount(stateDir: string, stateFile: string) {
  if (env().SLIPWAY_AWS === 'chain') {
    return undefined
  }
  const { port, taken } = await keptPort(stateFile, PRACTICE_PORT)
  const practice = await startPractice({ port, stateFile })

  if (taken !== undefined) {
    say(`port ${taken} is taken, so the practice account has another one: configs that name ${taken} need the new one.`)
  }
  announcePlace(stateDir, stateFile, practice)
  return practice
}

/** The console works without it. */
function announcePlace(stateDir: string, stateFile: string, practice: PracticePlace) {
  try {
    keepPort(stateFile, practice.url)
    writePracticePlace(stateDir, practice)
  } catch (error) {
    say(`commands in a terminal will not find the practice account. ${explainWriteError(error)}`)
  }
}

/** Two consoles on one folder would overwrite each other's practice account. */
function ownOrExit(stateFile: string, url: string) {
  const taken = takeLock(stateFile, url)

  if ('owner' in taken) {
    say(`this folder's practice account is in use by ${nameOwner(taken.owner)}. Nothing was started.`)
    say('use that one, or stop it; or start a second one beside it: SLIPWAY_STATE_DIR=.slipway-2 PORT=3001 npm start')
    process.exit(1)
  }
}

function nextArguments(port: number, host: string): string[] {
  const mode = process.argv.includes('--dev') ? 'dev' : 'start'
  return [nextBin(), mode, '-p', String(port), '-H', host]
}

/** A link that signs in once. The token stays in the fragment, so no server ever logs it; Next knows only its hash. */
function signInLink(): { path: string; hash: string } | undefined {
  if (env().SLIPWAY_PASSWORD || env().SLIPWAY_OIDC_ISSUER) {
    return undefined
  }
  const token = randomBytes(32).toString('base64url')
  return { path: `/sign-in#token=${token}`, hash: createHash('sha256').update(token).digest('hex') }
}

function announce(signInPath: string | undefined, practiceUrl: string | undefined) {
  const { SLIPWAY_HOST, SLIPWAY_AWS } = env()
  const addresses = openAddresses(env())

  if (practiceUrl !== undefined) {
    say(`practice account at ${practiceUrl}${SLIPWAY_AWS ? '' : ' (chosen when no AWS credentials resolve)'}`)
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
}

await serve()
