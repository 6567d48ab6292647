import { clientsOf } from './support/account'
import { expectAccessible, expectNoSidewaysScroll } from './support/axe'
import { deployed } from './support/deployed'
import { open } from './support/pages'
import type { Stack } from './support/stack'
import { expect, test } from './support/test'

const TAGS = { ManagedBy: 'terraform', team: 'tools' }

/** A runtime that Terraform made, with the role of another one; its id. */
async function theirs(stack: Stack): Promise<string> {
  const { control } = clientsOf(stack.practice)
  const { roleArn, agentRuntimeArtifact, networkConfiguration, environmentVariables } = await control.getAgentRuntime({
    agentRuntimeId: await deployed(stack),
  })
  const parts = { roleArn, agentRuntimeArtifact, networkConfiguration, environmentVariables }
  const { agentRuntimeId = '' } = await control.createAgentRuntime({ agentRuntimeName: 'theirs', tags: TAGS, ...parts })
  return agentRuntimeId
}

async function tagsOf(stack: Stack, agentRuntimeId: string) {
  const { control } = clientsOf(stack.practice)
  const { agentRuntimeArn } = await control.getAgentRuntime({ agentRuntimeId })
  return (await control.listTagsForResource({ resourceArn: agentRuntimeArn })).tags
}

test('a runtime that Terraform made is taken over by keyboard, and released with the tags that it had', async ({
  page,
  stack,
}) => {
  const id = await theirs(stack)
  await open(page, `/runtimes/${id}`)
  await page.getByRole('link', { name: 'Take over…' }).focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/take-over$/)

  const parts = page.getByRole('list', { name: 'What Slipway would own' }).getByRole('listitem')
  await expect(parts.filter({ hasText: 'Runtime theirs' })).toContainText('Slipway’s')
  await expect(parts.filter({ hasText: 'Role' })).toContainText('Stays theirs')
  await expect(page.getByText('Made with Terraform. Known by its tags.')).toBeVisible()
  await expect(page.getByText(/^The next run of Terraform reverts what you change of theirs here/)).toBeVisible()
  const tags = page.getByRole('region', { name: 'Tags of theirs, before and after' })
  await expect(tags).toContainText('slipway:deployment = theirs')
  await expectAccessible(page, 'what taking over means')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page, 'what taking over means, on a phone')
  await page.setViewportSize({ width: 1280, height: 800 })

  const begin = page.getByRole('button', { name: 'Take over theirs' })
  await expect(begin).toBeDisabled()
  await page.getByRole('checkbox', { name: 'Take theirs over all the same' }).press('Space')
  await begin.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('theirs is Slipway’s now.')).toBeVisible()
  await expectAccessible(page, 'what was taken over')
  expect(await tagsOf(stack, id)).toMatchObject({ ...TAGS, 'slipway:deployment': 'theirs', 'slipway:adopted': 'true' })

  await page.getByRole('link', { name: 'Look again' }).click()
  await expect(page.getByText('Slipway took theirs over')).toBeVisible()
  await page.getByRole('button', { name: 'Release theirs' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('theirs has the tags that it had before.')).toBeVisible()
  expect(await tagsOf(stack, id)).toEqual(TAGS)
})

test('a refusal names the permission, and the runtime stays as it is', async ({ page, stack }) => {
  const id = await theirs(stack)
  await open(page, `/runtimes/${id}/take-over`)
  stack.practice.faults.set([
    { id: 'tag', match: { operation: 'TagResource', times: null }, effect: { type: 'access-denied' } },
  ])
  await page.getByRole('checkbox', { name: 'Take theirs over all the same' }).check()
  await page.getByRole('button', { name: 'Take over theirs' }).click()
  await expect(page.getByText(/bedrock-agentcore:TagResource/).first()).toBeVisible()
  expect(await tagsOf(stack, id)).toEqual(TAGS)
})
