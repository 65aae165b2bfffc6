// Reads files of HAR by the published JSON schema of HAR 1.2, and says for each what is wrong with it; nothing where all is well.
const fs = require('fs');
const modules = require('module').createRequire(process.argv[2]);
const Ajv = modules('ajv');

const validator = new Ajv({ allErrors: true });
validator.addMetaSchema(modules('ajv/lib/refs/json-schema-draft-06.json'));
validator.addSchema(Object.values(modules('har-schema')));

for (const file of process.argv.slice(3)) {
    if (!validator.validate('har.json#', JSON.parse(fs.readFileSync(file, 'utf8')))) {
        console.log(`${file}: ${validator.errorsText()}`);
    }
}
