import assert from 'node:assert/strict'
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { createServer } from 'node:net'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { freePort } from '@/e2e/support/stack'
import type { recorder } from '@/scripts/checks/peers/aws-cli/cli-recorder'

export type Installed = {
  folder: string
  /** The home folder of whoever uses it. */
  home: string
  version: string
  /** Whom it runs as; undefined: whoever runs this. */
  uid: number | undefined
}

type Ran = { code: number; stdout: string; stderr: string }

const START_MS = 20_000

/** The command line and the console, as a person starts them. */
export async function starts(results: ReturnType<typeof recorder>, installed: Installed): Promise<void> {
  await results.check('slipway --version says the version', async () =>
    assert.deepEqual(await ran(installed, '--version'), { code: 0, stdout: `${installed.version}\n`, stderr: '' }),
  )
  await results.check('slipway --help calls itself slipway', async () => {
    const { code, stdout } = await ran(installed, '--help')
    assert.equal(code, 0)
    assert.match(stdout, /^Usage: slipway VERB/)
  })
  await results.check('a verb answers', async () => {
    const file = path.join(installed.home, 'policy.json')
    writeFileSync(
      file,
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObjct","Resource":"*"}]}',
    )
    const { code, stdout } = await ran(installed, 'policy', 'check', file)
    assert.equal(code, 1)
    assert.match(stdout, /Is GetObject meant/)
  })
  await results.check('a wrong option of the console is refused in words', async () => {
    const { code, stderr } = await ran(installed, '--port=x1')
    assert.equal(code, 1)
    assert.match(stderr, /port/i)
  })
  await consoles(results, installed)
}

async function consoles(results: ReturnType<typeof recorder>, installed: Installed): Promise<void> {
  const port = await freePort()
  const first = begin(installed, `--port=${port}`, '--no-open')
  const output = said(first)

  try {
    await results.check('the console starts, and its page loads what it names', async () => {
      await until(() => /#token=/.test(output()))
      const page = await get(port, '/sign-in')
      const names = [...page.text.matchAll(/(?:src|href)="(\/_next\/[^"]+)"/g)].map(([, name]) => name ?? '')
      assert.ok(names.length > 3, page.text.slice(0, 300))
      const answers = await Promise.all(names.map((name) => get(port, name)))
      assert.deepEqual(
        answers.filter(({ status }) => status !== 200),
        [],
      )
    })
    await results.check('its state is where the system keeps such, and not in the package', async () => {
      assert.ok(existsSync(path.join(installed.home, '.local/state/slipway/session-secret')))
      assert.ok(!existsSync(path.join(installed.folder, '.slipway')))
    })
    await results.check('a second start leads to the first', async () => {
      const { code, stderr } = await ran(installed)
      assert.equal(code, 0)
      assert.match(stderr, new RegExp(`http://slipway\\.localhost:${port}/sign-in#token=`))
    })
    await results.check('slipway link prints a link of its own', async () => {
      const { code, stdout } = await ran(installed, 'link')
      assert.equal(code, 0)
      assert.match(stdout, /^http:\/\/slipway\.localhost:\d+\/sign-in#token=[\w-]{43}\n$/)
    })
  } finally {
    await results.check('Ctrl-C ends it', async () => {
      first.kill('SIGINT')
      const [code] = await once(first, 'exit')
      // As a shell says it of what was interrupted.
      assert.ok(code === 0 || code === 130, `${code}`)
    })
  }
  await results.check('a port that is taken is no end, unless it was asked for', () => portTaken(installed))
}

/** Something else has 3000. */
async function portTaken(installed: Installed): Promise<void> {
  const other = createServer()
  const isOurs = await new Promise<boolean>((resolve) => {
    other.once('error', () => resolve(false))
    other.listen(3000, '127.0.0.1', () => resolve(true))
  })
  const child = begin(installed, '--no-open')
  const output = said(child)

  try {
    await until(() => /#token=/.test(output()))
    assert.match(output(), /port 3000 is in use, so this is on 30\d\d/)
    const { code, stderr } = await ran(installed, '--port=3000', `--state-dir=${installed.home}/other`)
    assert.equal(code, 1)
    assert.match(stderr, /port 3000 is in use\. Stop what uses it/)
  } finally {
    child.kill('SIGTERM')
    await once(child, 'exit')
    if (isOurs) {
      other.close()
    }
  }
}

/** By the console's own name, which Node does not find below localhost. */
function get(port: number, address: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const options = { port, path: address, headers: { host: `slipway.localhost:${port}` } }
    request({ host: '127.0.0.1', ...options }, async (answer) => {
      resolve({ status: answer.statusCode ?? 0, text: await text(answer) })
    })
      .on('error', reject)
      .end()
  })
}

function begin({ folder, home, uid }: Installed, ...words: string[]): ChildProcess {
  const user = uid === undefined ? {} : { uid, gid: uid }
  return spawn(process.execPath, [path.join(folder, 'bin/slipway.cjs'), ...words], {
    cwd: home,
    env: envOf(home),
    stdio: ['ignore', 'pipe', 'pipe'],
    ...user,
  })
}

function said(child: ChildProcess): () => string {
  let text = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    text += chunk
  })
  return () => text
}

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + START_MS

  while (!holds()) {
    assert.ok(Date.now() < end, 'it took too long')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

function ran({ folder, home, uid }: Installed, ...words: string[]): Promise<Ran> {
  const user = uid === undefined ? {} : { uid, gid: uid }
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [path.join(folder, 'bin/slipway.cjs'), ...words],
      { cwd: home, env: envOf(home), timeout: START_MS, ...user },
      (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr }),
    )
  })
}

function envOf(home: string): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, HOME: home, NODE_ENV: 'production' }
}
