export default (list, {field, values}) => {
  const wrong = values.find((value) => list.filter((item) => item[field] === value).length !== 1);
  return wrong === undefined ? undefined : [{message: `must hold exactly one ${wrong}`}];
};
