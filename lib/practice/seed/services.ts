import { dynamodb } from '@/lib/practice/seed/dynamodb'
import { ec2 } from '@/lib/practice/seed/ec2'
import { lambda } from '@/lib/practice/seed/lambda'
import type { SeedService } from '@/lib/practice/seed/model'
import { s3 } from '@/lib/practice/seed/s3'

/** A few things worth asking about, so that a first question has an answer. */
export const SEED_SERVICES: readonly SeedService[] = [s3, ec2, dynamodb, lambda]
