import { rulesOf } from '@/lib/troubles/model'
import { SOURCES } from '@/lib/troubles/sources'

export const CALLER_RULES = rulesOf('caller', [
  {
    id: 'linked-role',
    hints: ['awsserviceroleforbedrockagentcore', 'service-linked role', 'service linked role'],
    pattern:
      /(denied|not authorized|does not exist|fail|unable|cannot|missing).{0,200}(AWSServiceRoleForBedrockAgentCore|service.linked role)|(AWSServiceRoleForBedrockAgentCore|service.linked role).{0,200}(denied|not authorized|does not exist|fail|unable|cannot|missing)/i,
    sources: [SOURCES.linkedRole],
    explain: {
      title: "AgentCore's service-linked role is missing.",
      cause: 'The first runtime of an account makes it, and whoever creates the runtime must be allowed to.',
      remedy: ['Ask an administrator to allow iam:CreateServiceLinkedRole for AgentCore.'],
      actions: [{ type: 'open-settings' }],
    },
  },
])
