import type { LogLevel } from '@/lib/troubles/text/level-words'
import { readLineHead } from '@/lib/troubles/text/line-head'

/**
 * The level that a line itself states; `unknown` when it states none. A word in the middle of a sentence says
 * nothing: only the places where loggers put the level are read.
 */
export function levelOf(line: string): LogLevel {
  return readLineHead(line.includes('\u001b') ? line.replace(ANSI, '') : line).level
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what starts a colour
const ANSI = /\u001b\[[0-9;]*m/g
