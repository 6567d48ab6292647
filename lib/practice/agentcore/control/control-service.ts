import * as exported from '@aws-sdk/client-bedrock-agentcore-control'
import { AGENTCORE_CONSTRAINTS } from '@/lib/practice/agentcore/constraints'
import { createAgentRuntime } from '@/lib/practice/agentcore/control/create-runtime'
import { deleteAgentRuntime } from '@/lib/practice/agentcore/control/delete-runtime'
import { getAgentRuntimeEndpoint, listAgentRuntimeEndpoints } from '@/lib/practice/agentcore/control/read-endpoints'
import {
  getAgentRuntime,
  listAgentRuntimes,
  listAgentRuntimeVersions,
} from '@/lib/practice/agentcore/control/read-runtimes'
import {
  deleteResourcePolicy,
  getResourcePolicy,
  putResourcePolicy,
} from '@/lib/practice/agentcore/control/resource-policies'
import { listTagsForResource, tagResource, untagResource } from '@/lib/practice/agentcore/control/tags'
import { updateAgentRuntime } from '@/lib/practice/agentcore/control/update-runtime'
import {
  createWorkloadIdentity,
  deleteWorkloadIdentity,
  getWorkloadIdentity,
  listWorkloadIdentities,
  updateWorkloadIdentity,
} from '@/lib/practice/agentcore/control/workload-identities'
import {
  createAgentRuntimeEndpoint,
  deleteAgentRuntimeEndpoint,
  updateAgentRuntimeEndpoint,
} from '@/lib/practice/agentcore/control/write-endpoints'
import { restModel } from '@/lib/practice/wire/models'
import { operation, type ServiceDefinition } from '@/lib/practice/wire/service'

/** AgentCore's control plane: runtimes, versions, endpoints, tags, policies of both, and workload identities. */
export const agentCoreControlService: ServiceDefinition = {
  model: restModel({
    id: 'agentcore-control',
    signingName: 'bedrock-agentcore',
    exported,
    constraints: AGENTCORE_CONSTRAINTS,
  }),
  iamPrefix: 'bedrock-agentcore',
  command: { name: 'bedrock-agentcore-control', fullName: 'Amazon Bedrock AgentCore Control' },
  operations: {
    CreateAgentRuntime: createAgentRuntime,
    UpdateAgentRuntime: updateAgentRuntime,
    GetAgentRuntime: getAgentRuntime,
    ListAgentRuntimes: listAgentRuntimes,
    ListAgentRuntimeVersions: listAgentRuntimeVersions,
    DeleteAgentRuntime: deleteAgentRuntime,
    CreateAgentRuntimeEndpoint: createAgentRuntimeEndpoint,
    UpdateAgentRuntimeEndpoint: updateAgentRuntimeEndpoint,
    GetAgentRuntimeEndpoint: getAgentRuntimeEndpoint,
    ListAgentRuntimeEndpoints: listAgentRuntimeEndpoints,
    DeleteAgentRuntimeEndpoint: deleteAgentRuntimeEndpoint,
    TagResource: tagResource,
    UntagResource: untagResource,
    ListTagsForResource: listTagsForResource,
    PutResourcePolicy: putResourcePolicy,
    GetResourcePolicy: getResourcePolicy,
    DeleteResourcePolicy: deleteResourcePolicy,
    CreateWorkloadIdentity: createWorkloadIdentity,
    GetWorkloadIdentity: getWorkloadIdentity,
    UpdateWorkloadIdentity: updateWorkloadIdentity,
    DeleteWorkloadIdentity: deleteWorkloadIdentity,
    ListWorkloadIdentities: listWorkloadIdentities,
    // The account can't have any: what makes them is not imitated.
    ListGateways: operation({ run: () => ({ items: [] }) }),
    ListMemories: operation({ run: () => ({ memories: [] }) }),
  },
}
