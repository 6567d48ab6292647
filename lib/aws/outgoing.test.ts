import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent as HttpsAgent } from 'node:https'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { HttpsProxyAgent } from 'https-proxy-agent'
import { afterEach, describe, expect, it, vi } from 'vitest'

const AWS = new URL('https://bedrock-agentcore.eu-west-1.amazonaws.com/')

afterEach(() => {
  vi.unstubAllEnvs()
  vi.resetModules()
})

async function agentFor(url: URL) {
  const { outgoingAgent } = await import('@/lib/aws/outgoing')
  return outgoingAgent(url)
}

describe('the agent of a request', () => {
  it('is one for all requests that go the same way', async () => {
    const { outgoingAgent } = await import('@/lib/aws/outgoing')
    expect(outgoingAgent(AWS)).toBeInstanceOf(HttpsAgent)
    expect(outgoingAgent(AWS)).toBe(outgoingAgent(new URL('https://sts.eu-west-1.amazonaws.com/')))
  })

  it('goes by the proxy that the environment names, and not where that says no', async () => {
    vi.stubEnv('HTTPS_PROXY', 'http://proxy.example:8080')
    vi.stubEnv('NO_PROXY', '.vpce.amazonaws.com')
    const agent = await agentFor(AWS)
    expect(agent).toBeInstanceOf(HttpsProxyAgent)
    expect((agent as HttpsProxyAgent<string>).proxy.href).toBe('http://proxy.example:8080/')
    expect(await agentFor(new URL('https://x.vpce.amazonaws.com/'))).toBeInstanceOf(HttpsAgent)
  })

  it('never leads to this computer itself by a proxy', async () => {
    vi.stubEnv('ALL_PROXY', 'http://proxy.example:8080')
    expect(await agentFor(new URL('https://127.0.0.1:4566/'))).toBeInstanceOf(HttpsAgent)
  })

  it('trusts a company’s authority besides the usual ones, and says so when it can’t be read', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'slipway-ca-'))
    writeFileSync(path.join(folder, 'ca.pem'), 'a certificate')
    vi.stubEnv('AWS_CA_BUNDLE', path.join(folder, 'ca.pem'))
    const { ca } = ((await agentFor(AWS)) as HttpsAgent).options
    expect(ca).toContain('a certificate')
    expect((ca as string[]).length).toBeGreaterThan(50)
    rmSync(folder, { recursive: true })
    vi.resetModules()
    await expect(agentFor(AWS)).rejects.toThrow(/AWS_CA_BUNDLE names .*which can’t be read/)
  })
})
