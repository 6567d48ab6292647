import { expect, it } from 'vitest'
import type { ActionUse, UseState } from '@/lib/right-size/model'
import { servicesOf } from '@/lib/right-size/services'

const use = (action: string, state: UseState): ActionUse => ({ action, state, count: 0, lastAt: null, regions: [] })

it('puts services of which something was used first, and counts the others together', () => {
  const all = [
    use('s3:GetObject', 'unseen'),
    use('ec2:DescribeVpcs', 'used'),
    use('ec2:RunInstances', 'refused'),
    use('sqs:ListQueues', 'unused'),
    use('sns:ListTopics', 'unused'),
  ]
  expect(servicesOf(all)).toEqual({
    touched: [
      { name: 'ec2', counts: { used: 1, refused: 1, unused: 0, unseen: 0 } },
      { name: 's3', counts: { used: 0, refused: 0, unused: 0, unseen: 1 } },
    ],
    idle: { services: 2, actions: 2 },
  })
})
