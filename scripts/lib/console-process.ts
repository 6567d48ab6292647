import { type ChildProcess, spawn } from 'node:child_process'
import { explainWriteError } from '@/lib/durable-file'
import { env, type PracticePlace } from '@/lib/env'
import type { Practice } from '@/lib/practice/server/start'
import { consoleCommand } from './console.mjs'
import { keepPort, keptPort } from './kept-port'
import { writePracticePlace } from './practice-place'
import { say } from './say.mjs'

const PRACTICE_PORT = 4566

type ConsoleOptions = {
  stateDir: string
  stateFile: string
  /** With hot reload: Next then runs in a process of its own process, which no message reaches. */
  isDev: boolean
  /** Of the sign-in link's token. */
  hash: string | undefined
}

export type RunningConsole = {
  child: ChildProcess
  /** Undefined where only the default credential chain is wanted. */
  practice: Promise<Practice | undefined>
}

/** The console's server and the practice account, each of which takes half a second: side by side, and the server is told when it runs. */
export async function startConsole({ stateDir, stateFile, isDev, hash }: ConsoleOptions): Promise<RunningConsole> {
  const { PORT, SLIPWAY_HOST, SLIPWAY_AWS } = env()
  const { args, cwd, env: variables } = consoleCommand(PORT, SLIPWAY_HOST, isDev)
  const practices = SLIPWAY_AWS !== 'chain'
  const first = practices && isDev ? await practiceAccount(stateDir, stateFile) : undefined
  const child = spawn(process.execPath, args, {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...process.env,
      // React's server condition is for the launcher alone; Next sets its own.
      NODE_OPTIONS: '',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      ...variables,
      SLIPWAY_STATE_DIR: stateDir,
      ...(first ? placeVariables(first) : practices ? { SLIPWAY_PRACTICE_BY_MESSAGE: '1' } : {}),
      ...(hash ? { SLIPWAY_SIGN_IN_TOKEN_HASH: hash } : {}),
    },
  })
  const practice = practices && !first ? practiceAccount(stateDir, stateFile) : Promise.resolve(first)
  const told = practice.then((started) => {
    if (started && !first && child.connected) {
      const { url, accessKeyId, secretAccessKey } = started
      child.send({ url, accessKeyId, secretAccessKey })
    }
    return started
  })
  return { child, practice: told }
}

function placeVariables({ url, accessKeyId, secretAccessKey }: PracticePlace) {
  return {
    SLIPWAY_PRACTICE_URL: url,
    SLIPWAY_PRACTICE_ACCESS_KEY_ID: accessKeyId,
    SLIPWAY_PRACTICE_SECRET_ACCESS_KEY: secretAccessKey,
  }
}

async function practiceAccount(stateDir: string, stateFile: string): Promise<Practice> {
  const { startPractice } = await import('@/lib/practice/server/start')
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
