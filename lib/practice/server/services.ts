import { accessAnalyzerService } from '@/lib/practice/access-analyzer/service'
import type { RealServer } from '@/lib/practice/agentcore/container/server-process'
import { agentCoreControlService } from '@/lib/practice/agentcore/control/control-service'
import { agentCoreService } from '@/lib/practice/agentcore/data/data-service'
import { cloudTrailService } from '@/lib/practice/cloudtrail/service'
import { cloudWatchService } from '@/lib/practice/cloudwatch/service'
import { cognitoService } from '@/lib/practice/cognito/service'
import { costExplorerService } from '@/lib/practice/cost-explorer/service'
import { iamService } from '@/lib/practice/iam/service'
import { logsService } from '@/lib/practice/logs/service'
import { managedMcpService } from '@/lib/practice/managed-mcp/service'
import { stsService } from '@/lib/practice/sts/service'
import type { ServiceDefinition } from '@/lib/practice/wire/service'

/** The registry: what the practice account offers. With a real server, that is what runs in the containers of its runtimes. */
export function practiceServices(realServer?: RealServer): readonly ServiceDefinition[] {
  const services: readonly ServiceDefinition[] = [
    iamService,
    stsService,
    agentCoreControlService,
    agentCoreService({ services: () => services, realServer }),
    logsService,
    cognitoService,
    accessAnalyzerService,
    cloudTrailService,
    cloudWatchService,
    costExplorerService,
    managedMcpService(() => services),
  ]
  return services
}
