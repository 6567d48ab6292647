import type { Captures } from '@/lib/practice/logs/filter/linear-captures'
import type { TextTest } from '@/lib/practice/logs/filter/linear-regex'

export type Unit = 'ms' | 's' | 'm' | 'h' | 'd' | 'w' | 'mo' | 'q' | 'y'

export type Arithmetic = '+' | '-' | '*' | '/' | '%' | '^'
export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>='

export type Expression =
  | { kind: 'literal'; value: string | number }
  | { kind: 'duration'; count: number; unit: Unit }
  | { kind: 'field'; name: string }
  /** `name` in lower case, `text` as the query has it, without blanks. */
  | { kind: 'call'; name: string; args: Expression[]; text: string }
  | { kind: 'all' | 'any'; of: Expression[] }
  | { kind: 'not' | 'negative'; of: Expression }
  | { kind: 'arithmetic'; sign: Arithmetic; left: Expression; right: Expression }
  | { kind: 'compare'; sign: Comparison; left: Expression; right: Expression }
  | { kind: 'matches'; of: Expression; pattern: TextTest; source: string }
  | { kind: 'contains'; of: Expression; text: Expression }
  | { kind: 'in'; of: Expression; list: Expression[] }

/** `name` is the alias, or the expression as it stands in the query. */
export type Column = { name: string; value: Expression }

export type Order = { by: Column; isDescending: boolean }

export type Command =
  | { kind: 'fields' | 'display'; columns: Column[] }
  | { kind: 'filter'; condition: Expression }
  | { kind: 'parse'; from: Expression; extract: Captures }
  | { kind: 'stats'; columns: Column[]; by: Column[] }
  | { kind: 'sort'; orders: Order[] }
  | { kind: 'dedup'; columns: Column[] }
  | { kind: 'limit'; count: number }
