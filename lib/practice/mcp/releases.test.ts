import { describe, expect, it } from 'vitest'
import { releaseOf } from '@/lib/practice/mcp/releases'

describe('the release of an image', () => {
  it.each([
    ['1.ecr.example/x/aws-api-mcp-server:1.2.0', '1.2.0'],
    ['x/aws-api-mcp-server:v1.2.0@sha256:aa', '1.2.0'],
    ['x/aws-api-mcp-server:1.3.16', '1.2.0'],
    ['x/aws-api-mcp-server:1.3.17', '1.3.46'],
    ['x/aws-api-mcp-server:1.3.46', '1.3.46'],
    ['x/aws-api-mcp-server:1.3.47', '1.5.6'],
    ['localhost:5000/aws-api-mcp-server:2.0.0', '1.5.6'],
    ['localhost:5000/aws-api-mcp-server', '1.5.6'],
    ['x/aws-api-mcp-server:latest', '1.5.6'],
    ['x/aws-api-mcp-server@sha256:1.2.0', '1.5.6'],
    ['', '1.5.6'],
  ])('%s', (image, version) => {
    expect(releaseOf(image).version).toBe(version)
  })
})
