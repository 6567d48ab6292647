import { type Rule, rulesOf } from '@/lib/troubles/model'

export const AWS_CLI_RULES: Rule[] = rulesOf('aws-cli', [])
