/** The names of ADF 1.0 (54 elements, 28 attributes): whatever else a document holds is an extension of its sender's. */
export const ADF_ELEMENTS: ReadonlySet<string> = new Set(
  (
    'address adf amount apartment balance bodystyle city colorcombination comments condition contact country customer description doors ' +
    'earliestdate email exteriorcolor finance id imagetag interiorcolor latestdate make manufacturercode method model name odometer option ' +
    'optionname phone postalcode preference price pricecomments prospect provider regioncode requestdate service stock street timeframe ' +
    'transmission trim url vehicle vendor vendorname vin weighting year'
  ).split(' '),
);
export const ADF_ATTRIBUTES: ReadonlySet<string> = new Set(
  (
    'address@type amount@currency amount@limit amount@type balance@currency balance@type email@preferredcontact id@sequence id@source ' +
    'imagetag@alttext imagetag@height imagetag@width name@part name@type odometer@status odometer@units phone@preferredcontact phone@time ' +
    'phone@type price@currency price@delta price@relativeto price@source price@type prospect@status street@line vehicle@interest vehicle@status'
  ).split(' '),
);
