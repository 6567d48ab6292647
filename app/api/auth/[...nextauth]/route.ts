import { authRoute } from '@/lib/auth/route'

export const GET = authRoute('GET')
export const POST = authRoute('POST')
