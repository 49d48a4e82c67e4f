/**
 * Ids that the contract's examples and the README name, so that they work as they stand. All others are made when the
 * sandbox is loaded.
 */
export const agencyIds: Readonly<Record<string, string>> = {
  tpi: '0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a20',
  diskominfo: '0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a11',
  dishub: '0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a12',
  perkim: '0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a13',
  pln: '0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a14',
  pupr: '0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a21',
};

export const categoryIds: Readonly<Record<string, string>> = {
  'pekerjaan-umum': '0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a30',
  jalan: '0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a31',
  'lampu-jalan': '0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0c01',
};
