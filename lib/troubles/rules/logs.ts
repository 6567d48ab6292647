import { type Rule, rulesOf } from '@/lib/troubles/model'

export const LOGS_RULES: Rule[] = rulesOf('logs', [])
