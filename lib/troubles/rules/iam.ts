import { type Rule, rulesOf } from '@/lib/troubles/model'

export const IAM_RULES: Rule[] = rulesOf('iam', [])
