assert new File(basedir, 'build.log').readLines().count {
    it == 'com.example.modules has City[name=Bern, people=134591] from io.flagstone.engine, served by io.flagstone.listener'
} == 1
