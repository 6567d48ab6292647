import { rulesOf } from '@/lib/troubles/model'
import { SOURCES } from '@/lib/troubles/sources'

export const IMAGE_RULES = rulesOf('image', [
  {
    id: 'init-timeout',
    hints: ['initialization time exceeded'],
    pattern: /initialization time exceeded/i,
    sources: [SOURCES.initTime],
    explain: {
      title: 'The container did not come up in time.',
      cause: 'It starts too slowly, or crashes at start; often an environment variable is missing.',
      remedy: ['Look at the lines before this one; a smaller image starts faster.'],
      actions: [{ type: 'edit-runtime' }],
    },
  },
  {
    id: 'health-check',
    hints: ['health check failed'],
    pattern: /Runtime health check failed/i,
    sources: [SOURCES.contract],
    explain: {
      title: 'AgentCore found no healthy MCP server in the container.',
      cause: 'It must listen on 0.0.0.0:8000 at /mcp, with protocol MCP. A crash at start looks the same.',
      remedy: ['Check AWS_API_MCP_HOST, AWS_API_MCP_PORT and the protocol.'],
      actions: [{ type: 'edit-runtime' }],
    },
  },
  {
    id: 'container-error',
    hints: ['from runtime'],
    pattern: /Received error \((\d{3})\) from runtime/i,
    sources: [SOURCES.troubleshooting],
    about: ([, status = '']) => status,
    explain: ([, status]) => ({
      title: `The container answered AgentCore with HTTP ${status}.`,
      cause: 'The server inside is up but fails, or the runtime has another protocol than MCP.',
      remedy: ['Look at the lines before this one, and check that the protocol is MCP.'],
      actions: [{ type: 'edit-runtime' }],
    }),
  },
  {
    id: 'overlay-mount',
    hints: ['failed to mount overlay'],
    pattern: /Failed to mount overlay/i,
    sources: [SOURCES.troubleshooting],
    explain: {
      title: 'AgentCore could not mount the image.',
      cause: 'Images with more than 53 layers and a USER that is not a number fail this way.',
      remedy: ['Rebuild the image with fewer layers or a numeric USER, then launch again.'],
      actions: [{ type: 'edit-runtime' }],
    },
  },
  {
    id: 'architecture',
    hints: ['architecture incompatible', 'exec format error'],
    pattern: /Architecture incompatible|exec format error/i,
    sources: [SOURCES.troubleshooting],
    explain: {
      title: 'The image is for another processor.',
      cause: 'AgentCore runs arm64 images only.',
      remedy: ['Build the image for linux/arm64, and launch again.'],
      actions: [{ type: 'edit-runtime' }],
    },
  },
  {
    id: 'image-region',
    hints: ['does not match the application region'],
    pattern: /Ecr uri region '([\w-]+)' does not match/i,
    sources: [SOURCES.troubleshooting],
    explain: ([, region]) => ({
      title: `The image is in ${region}, the runtime elsewhere.`,
      cause: 'AgentCore takes private images of its own region only; the Marketplace image is in us-east-1.',
      remedy: ['Use us-east-1, or copy the image to a repository of your own in this region.'],
      actions: [{ type: 'edit-runtime' }],
    }),
  },
  {
    id: 'image-denied',
    over: ['access-denied'],
    hints: ['validating ecr uri'],
    pattern: /Access denied while validating ECR URI/i,
    sources: [SOURCES.image],
    explain: {
      title: 'AgentCore may not read the image.',
      cause: 'The role lacks the ECR permissions, the Marketplace subscription is missing, or the tag does not exist.',
      remedy: ['Subscribe in AWS Marketplace, check the tag, and give the role the three ECR actions.'],
      actions: [{ type: 'edit-role' }],
    },
  },
])
