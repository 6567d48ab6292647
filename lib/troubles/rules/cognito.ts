import { type Rule, rulesOf } from '@/lib/troubles/model'

export const COGNITO_RULES: Rule[] = rulesOf('cognito', [])
