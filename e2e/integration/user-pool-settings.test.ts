import { afterEach, beforeEach, expect, it } from 'vitest'
import { awsClients } from '@/lib/aws/clients'
import type { Practice } from '@/lib/practice/server/start'
import { applySettings, planSettings, readUserPoolSettings } from '@/lib/tokens/user-pool/change-settings'
import { actor, connection, connectTo, jwtSpec, launch, startTestPractice } from './support'

let practice: Practice

beforeEach(async () => {
  practice = await startTestPractice()
  connectTo(practice)
})

afterEach(() => practice.close())

it('changes the password policy and the app client and reads both back as planned', async () => {
  expect((await launch(jwtSpec)).last.state).toBe('done')
  const { agentRuntimes } = await awsClients(connection).agentcoreControl.listAgentRuntimes({})
  const id = agentRuntimes?.[0]?.agentRuntimeId ?? ''
  const care = await readUserPoolSettings(connection, id)

  if (!care.ok) {
    throw new Error(care.error.message)
  }
  for (const wanted of [
    { subject: 'policy', form: { ...care.data.policy, minimumLength: 20 } } as const,
    { subject: 'client', form: { ...care.data.client, accessMinutes: 15 } } as const,
  ]) {
    const plan = await planSettings(connection, id, wanted)
    const fingerprint = plan.ok ? plan.data.fingerprint : ''
    const outcome = await applySettings(actor, connection, id, { ...wanted, fingerprint })
    expect(outcome).toEqual({ ok: true, data: { verified: true } })
  }
})
