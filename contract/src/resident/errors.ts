// What only the public door refuses.
export const residentProblems = {
  'resident.matter_not_offered': {
    status: 400,
    zh: '该事项由工作人员现场办理登记，不在网上受理',
    en: 'This matter is dealt with on the spot by staff; it is not reported here.',
  }, // matter
} as const
