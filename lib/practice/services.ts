import { agentCoreControlService } from '@/lib/practice/agentcore/control-service'
import { agentCoreService } from '@/lib/practice/agentcore/data-service'
import { cognitoService } from '@/lib/practice/cognito/service'
import { iamService } from '@/lib/practice/iam/service'
import { logsService } from '@/lib/practice/logs/service'
import type { ServiceDefinition } from '@/lib/practice/service'
import { stsService } from '@/lib/practice/sts/service'

/** What the practice account offers. */
export const SERVICES: readonly ServiceDefinition[] = [
  iamService,
  stsService,
  agentCoreControlService,
  agentCoreService(() => SERVICES),
  logsService,
  cognitoService,
]
