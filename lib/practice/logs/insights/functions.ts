import { isInSubnet, isIpOf } from '@/lib/practice/logs/insights/ip'
import { finite, numberOf, textOf, type Value } from '@/lib/practice/logs/insights/values'

/** As long as an event can be: a query that feeds its own texts back would otherwise fill the memory. */
const LONGEST_TEXT = 1_048_576

type Known = { least: number; most: number; run: (args: Value[]) => Value }

/** By lower-case name, how many arguments a function takes and what it makes of them. What is missing makes nothing. */
export const FUNCTIONS: ReadonlyMap<string, Known> = new Map<string, Known>([
  ['abs', onNumber(Math.abs)],
  ['ceil', onNumber(Math.ceil)],
  ['floor', onNumber(Math.floor)],
  ['log', onNumber(Math.log)],
  ['sqrt', onNumber(Math.sqrt)],
  ['greatest', ofNumbers((numbers) => Math.max(...numbers))],
  ['least', ofNumbers((numbers) => Math.min(...numbers))],
  ['strlen', onText((text) => [...text].length)],
  ['toupper', onText((text) => text.toUpperCase())],
  ['tolower', onText((text) => text.toLowerCase())],
  ['trim', trimming(true, true)],
  ['ltrim', trimming(true, false)],
  ['rtrim', trimming(false, true)],
  ['concat', { least: 1, most: Infinity, run: concat }],
  ['replace', onText(replace, 3)],
  ['strcontains', onText((text, part) => Number(text.includes(part)), 2)],
  ['substr', { least: 2, most: 3, run: substr }],
  ['ispresent', { least: 1, most: 1, run: ([value]) => Number(value !== undefined) }],
  ['isempty', { least: 1, most: 1, run: ([value]) => Number((textOf(value) ?? '') === '') }],
  ['isblank', { least: 1, most: 1, run: ([value]) => Number((textOf(value) ?? '').trim() === '') }],
  ['coalesce', { least: 1, most: Infinity, run: (args) => args.find((arg) => arg !== undefined) }],
  ['tomillis', { least: 1, most: 1, run: ([value]) => numberOf(value) }],
  ['frommillis', { least: 1, most: 1, run: ([value]) => moment(numberOf(value)) }],
  ['isvalidip', onText((text) => Number(isIpOf(text)))],
  ['isvalidipv4', onText((text) => Number(isIpOf(text, 4)))],
  ['isvalidipv6', onText((text) => Number(isIpOf(text, 6)))],
  ['isipinsubnet', onText((text, subnet) => Number(isInSubnet(text, subnet)), 2)],
  ['isipv4insubnet', onText((text, subnet) => Number(isInSubnet(text, subnet, 4)), 2)],
  ['isipv6insubnet', onText((text, subnet) => Number(isInSubnet(text, subnet, 6)), 2)],
])

/** Functions that AWS has and this account hasn't. */
export const OTHER_FUNCTIONS: ReadonlySet<string> = new Set([
  'jsonparse',
  'jsonstringify',
  'now',
  'urldecode',
  'urlencode',
])

function onNumber(run: (value: number) => number): Known {
  return {
    least: 1,
    most: 1,
    run: ([value]) => {
      const number = numberOf(value)
      return number === undefined ? undefined : finite(run(number))
    },
  }
}

function ofNumbers(run: (numbers: number[]) => number): Known {
  return {
    least: 1,
    most: Infinity,
    run: (args) => {
      const numbers = args.map(numberOf).filter((value) => value !== undefined)
      return numbers.length === 0 ? undefined : run(numbers)
    },
  }
}

function onText(run: (...texts: [string, string, string]) => Value, count = 1): Known {
  return {
    least: count,
    most: count,
    run: (args) => {
      const [one, two = '', three = ''] = args.map(textOf)
      return args.some((arg) => arg === undefined) || one === undefined ? undefined : run(one, two, three)
    },
  }
}

/** The second argument lists the characters to take away; blanks without it. */
function trimming(atStart: boolean, atEnd: boolean): Known {
  return {
    least: 1,
    most: 2,
    run: ([value, list]) => {
      const text = textOf(value)
      const chars = textOf(list)
      const isGone = (char: string) => (chars === undefined ? char.trim() === '' : chars.includes(char))

      if (text === undefined) {
        return undefined
      }
      let [from, to] = [0, text.length]

      while (atStart && from < to && isGone(text.charAt(from))) {
        from += 1
      }
      while (atEnd && to > from && isGone(text.charAt(to - 1))) {
        to -= 1
      }
      return text.slice(from, to)
    },
  }
}

function concat(args: Value[]): Value {
  let text = ''

  for (const arg of args) {
    text += (textOf(arg) ?? '').slice(0, LONGEST_TEXT - text.length)
  }
  return text
}

function replace(text: string, from: string, to: string): Value {
  if (from === '') {
    return text
  }
  let [made, at] = ['', 0]

  for (let found = text.indexOf(from); found >= 0 && made.length < LONGEST_TEXT; found = text.indexOf(from, at)) {
    made += text.slice(at, found) + to
    at = found + from.length
  }
  return (made + text.slice(at)).slice(0, LONGEST_TEXT)
}

function substr([value, from, count]: Value[]): Value {
  const [text, start, length] = [textOf(value), numberOf(from), numberOf(count)]

  if (text === undefined || start === undefined) {
    return undefined
  }
  const begin = Math.max(0, Math.trunc(start))
  return text.slice(begin, length === undefined ? undefined : begin + Math.max(0, Math.trunc(length)))
}

/** Beyond what a Date holds there is no moment. */
export function moment(at: number | undefined): Date | undefined {
  const date = new Date(at ?? Number.NaN)
  return Number.isNaN(date.getTime()) ? undefined : date
}
