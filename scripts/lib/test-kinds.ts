import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const FOLDERS = ['lib', 'components', 'app', 'cli', 'scripts', 'e2e/integration']
const isTest = /\.test\.tsx?$/

/** Processes, sockets, the practice account, the environment, fake modules, timers and spies. */
const TOUCHES_THE_WORLD =
  /['"]node:(child_process|https?|net)['"]|practice\/server\/start['"]|practice\/.*testing\/|e2e\/integration\/|cli\/testing\/output['"]|process\.env|\bvi\.(mock|doMock|stub|spyOn|useFakeTimers|resetModules|hoisted)/

/** Pure, but each takes as long as all the others together. */
const LONG = /^(scripts\/checks\/oracle\/|lib\/logs\/tail\/testing\/fault-suite)/

/**
 * Every unit test, sorted. `io`: it says itself that it touches what outlives it, lies in e2e/integration, or is long. All others are
 * `pure`: they may run in one process, one after another, and take seconds in all. A new test is sorted by what it says.
 */
export function testKinds(root: string): { pure: string[]; io: string[] } {
  const tests = FOLDERS.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => isTest.test(name))
      .map((name) => path.posix.join(folder, name.split(path.sep).join('/'))),
  )
  const io = tests.filter((file) => isIo(file, readFileSync(path.join(root, file), 'utf8')))
  return { io, pure: tests.filter((file) => !io.includes(file)) }
}

export function isIo(file: string, text: string): boolean {
  return file.startsWith('e2e/integration/') || LONG.test(file) || TOUCHES_THE_WORLD.test(text)
}
