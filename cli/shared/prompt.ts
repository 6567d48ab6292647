import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'

/** True when somebody can be asked. */
export function canAsk(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true
}

/** Asks on the terminal, beside standard output; what is typed to a `hidden` question is not shown. */
export function ask(question: string, { hidden = false } = {}): Promise<string> {
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
