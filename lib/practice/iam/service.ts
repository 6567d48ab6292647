import type { ServiceDefinition } from '@/lib/practice/service'

export const iamService: ServiceDefinition = {
  id: 'iam',
  signingName: 'iam',
  iamPrefix: 'iam',
  operations: {},
}
