import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { AppError } from '@/lib/result'

/** True when somebody can be asked. */
function canAsk(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true
}

type Question = {
  /** What is typed is not shown. */
  hidden?: boolean
  /** Where the answer can be given without being asked: `--user NAME`. */
  instead?: string
}

/** The answer to a question on the terminal. Throws an `invalid-input` where there is no terminal, Stopped on Ctrl-C. */
export async function required(question: string, { hidden = false, instead }: Question = {}): Promise<string> {
  if (!canAsk()) {
    throw new AppError({
      code: 'invalid-input',
      message: `This needs an answer (${question.toLowerCase()}), and there is no terminal to ask on.`,
      remedy: instead
        ? `Give it with ${instead}, or sign in once on a terminal, with login.`
        : 'Sign in once on a terminal, with login.',
    })
  }
  return ask(question, hidden)
}

/** Whether somebody types just this word. Ctrl-C is a no, and so is nobody to ask: `unasked` is said then. */
export async function confirmed(word: string, what: string, unasked: string): Promise<boolean> {
  if (!canAsk()) {
    process.stderr.write(`${unasked}\n`)
    return false
  }
  const answer = await ask(`Type ${word} to ${what}`, false).catch(() => '')
  return answer.trim() === word
}

/** Asks beside standard output, so that the answer of a verb can be redirected. */
function ask(question: string, hidden: boolean): Promise<string> {
  let isMuted = false
  const output = new Writable({
    write: (chunk, _encoding, done) => {
      if (!isMuted) {
        process.stderr.write(chunk)
      }
      done()
    },
  })
  const reader = createInterface({ input: process.stdin, output, terminal: true, historySize: 0 })

  return new Promise((resolve, reject) => {
    reader.on('SIGINT', () => {
      reader.close()
      reject(new Stopped())
    })
    reader.question(`${question}: `, (answer) => {
      isMuted = false
      process.stderr.write(hidden ? '\n' : '')
      reader.close()
      resolve(answer)
    })
    isMuted = hidden
  })
}

/** Ctrl-C at a question. */
export class Stopped extends Error {}

/** All of standard input, without the line break that `echo` adds. */
export async function readStdin(): Promise<string> {
  return (await text(process.stdin)).replace(/\r?\n$/, '')
}
